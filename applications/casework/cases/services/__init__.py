"""Every change of a case: one keyword-only function, one transaction, one event per step.

`now` comes in; the table of `applications.states` says what is allowed, and refuses with
RefusedActionError, whose text is for the person acting.
"""
