"""The case workers' desk: an own Django project with an own database, behind the sealed spool."""
