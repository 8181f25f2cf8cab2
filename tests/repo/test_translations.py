from scripts import messages
from tests.findings import assert_none


def test_no_message_lacks_its_translation():
    assert_none(messages.findings())
