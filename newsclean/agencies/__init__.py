"""News agencies in a text: who wrote it, and who is merely named."""

from __future__ import annotations

from newsclean.agencies.credits import CreditFinder
from newsclean.agencies.names import describe_credits, describe_schema_org

__all__ = ["CreditFinder", "describe_credits", "describe_schema_org"]
