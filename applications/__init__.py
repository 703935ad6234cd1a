"""Card applications: pure rules. No framework, no clock, no disk: days and registers come in."""
