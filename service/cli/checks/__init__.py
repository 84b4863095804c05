"""What `liftrun doctor` checks: the machine, the stored data, each athlete."""
