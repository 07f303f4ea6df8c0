"""Training the reader: from labelled utterances to the artefact that the coach serves with."""
