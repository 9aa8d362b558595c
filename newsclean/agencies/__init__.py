"""News agencies in a text: who wrote it, and who is merely named."""
