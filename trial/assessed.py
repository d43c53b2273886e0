"""What the computations say of each subject: the columns of the dataset of assessments."""

ASSESSED = {
    "STATE": ("state", "state_since"),
    "WEEK2": (
        "week2_status",
        "week2_reason",
        "in_itt",
        "in_treated",
        "in_evaluable",
        "in_safety",
        "mrd_remission_date",
    ),
    "SURVIVAL": (
        "in_hsct_all",
        "in_hsct_main",
        "hsct_d0",
        "os_days",
        "os_event",
        "rfs_days",
        "rfs_event",
        "first_event",
        "first_event_days",
    ),
}
