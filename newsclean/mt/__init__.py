"""Translation: passages in, their text in another language out, with the care around the model that keeps it honest."""
