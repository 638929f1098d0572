"""Figures in sentences that repeat statement figures: `converter.prose.figures.prose_facts`."""
