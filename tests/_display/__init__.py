import pytest

pytest.register_assert_rewrite(f"{__name__}.displays")  # one of them is what pytest says of a comparison
