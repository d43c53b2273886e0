"""The demonstration trial: sixty fictional patients at six fictional hospitals."""
