"""The public door for applications: checks, seals, stores, and only then says thank you.

It holds no private key of an office, no database and no way inward. What was typed lives in memory
while a request is answered, and nowhere in logs, names or addresses.
"""
