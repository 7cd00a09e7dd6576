# What Microsoft Teams' face says, and what its administrators read.

teams-form-ready = A few details are missing.
