"""A service account: its key, the JSON file that carries it, and the assertions signed with it.

Source: developers.google.com/identity/protocols/oauth2/service-account (claims, one hour, error texts)
"""

import base64
import binascii
import json
import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

# The audience that Google's library names, wherever it sends the assertion.
AUDIENCE = "https://oauth2.googleapis.com/token"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TIMEFRAME = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)
LONGEST, SKEW = 3600, 300


@dataclass
class ServiceAccount:
    """Shape: its assertions must name `token_uri` as their audience, or Google's own."""

    email: str
    token_uri: str

    @cached_property
    def key(self) -> RSAPrivateKey:
        """Made when first asked for: it takes a while, and few tests need it."""
        return generate_private_key(public_exponent=65537, key_size=2048)

    def document(self) -> dict[str, str]:
        """What Google's console gives out for it."""
        pem = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return {
            "type": "service_account",
            "project_id": "liftrun",
            "private_key_id": "0123456789abcdef",
            "private_key": pem.decode(),
            "client_email": self.email,
            "client_id": "109876543210",
            "token_uri": self.token_uri,
        }

    def claims(self, assertion: str) -> tuple[dict[str, Any], str]:
        """What an assertion claims, and why it is not believed, empty when it is.

        Shape: its times are held against real time, not against the server's clock, because the client
        that signs it has no other.
        """
        signed, _, signature = assertion.rpartition(".")
        try:
            claims = json.loads(_bytes(signed.partition(".")[2]))
            self.key.public_key().verify(_bytes(signature), signed.encode(), PKCS1v15(), SHA256())
        except InvalidSignature:
            return {}, "Invalid JWT Signature."
        except (ValueError, binascii.Error):
            return {}, "Invalid JWT: Failed to parse."
        if claims.get("iss") != self.email:
            return {}, "Invalid grant: account not found"
        if claims.get("aud") not in {self.token_uri, AUDIENCE}:
            return {}, "Invalid JWT: Failed audience check."
        issued, expires, now = claims.get("iat", 0), claims.get("exp", 0), time.time()
        if expires - issued > LONGEST or issued > now + SKEW or expires < now - SKEW:
            return {}, TIMEFRAME
        return claims, ""


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
