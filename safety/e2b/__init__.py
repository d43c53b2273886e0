"""One case as an E2B(R3) message: HL7 v3 MCCI_IN200100UV01, as the ICH implementation guide says.

The letters and numbers in comments are the guide's data elements. What the forms do not say is
left out, or sent with the null flavour that the guide allows.
"""
