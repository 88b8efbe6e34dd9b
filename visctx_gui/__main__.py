"""``python -m visctx_gui`` is the same as the ``visctx-gui`` command."""

import sys

from visctx_gui.command_line import main

if __name__ == "__main__":
    sys.exit(main())
