"""What the project brings to run itself on."""
