"""Step 3: one value for each field, chosen from all claims by trust and agreement."""
