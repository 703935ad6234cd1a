"""Settings by place: base reads the environment, the others say what differs there."""
