"""Captures turned into article versions or rejections."""
