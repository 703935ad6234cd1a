"""The page "Redaktionen", where the chancellery invites and looks after the editors."""
