"""Keys: who can read a sealed application, and how the handler knows that it seals for them.

Every office has key pairs; the private halves stay with casework. The public halves stand in a
directory that an offline root key signs. The handler pins the root's public half and knows nothing
else, so whoever takes the handler over can neither read applications nor redirect them unseen.
"""
