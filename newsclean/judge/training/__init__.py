"""Training of the line judge: labelled pages go in, a weights file comes out. Needs scikit-learn; nothing else does."""
