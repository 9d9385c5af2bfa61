"""An invented press corps: what it publishes at any instant, and what is true."""
