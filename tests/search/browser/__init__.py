"""The search in the browser, run by Node.js and held against the reference."""
