"""Mentions resolved into attacks whose ids survive."""
