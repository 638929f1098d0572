"""Notes to financial statements as text blocks: `converter.notes.blocks.note_facts`."""
