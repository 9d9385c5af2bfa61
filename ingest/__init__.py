"""The world turned into typed records: no database, no scheduler, no clock, no environment."""
