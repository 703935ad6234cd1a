"""A reproducible world of fictional offers in the real register, to show and to test with."""
