"""The engines behind the verdicts, each with its kernels."""
