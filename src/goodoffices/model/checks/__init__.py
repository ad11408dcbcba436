"""What is asked of a model before it is one."""
