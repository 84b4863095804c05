"""The start of the `liftrun` process: it can be interrupted while its modules are still imported."""

INTERRUPTED = 130
"""As `Exit.INTERRUPTED`, which may not be imported yet."""


def run() -> int:
    """Run the command line and return its exit code."""
    try:
        # Imported here, so that an interrupt meanwhile ends without a traceback.
        from service.cli.main import main

        return main()
    except KeyboardInterrupt:
        return INTERRUPTED
