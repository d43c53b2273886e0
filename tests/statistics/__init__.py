"""The estimators, held against R's answers, a second package, published figures and identities."""
