"""Article versions coded into mentions of attacks, every value with its span."""
