"""Where in the town is …? Answered from what the town knows; no foreign host is asked unasked."""
