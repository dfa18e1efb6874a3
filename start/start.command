#!/bin/sh
# macOS: a double click in the Finder runs this in a Terminal window.  It does what start.sh does.
exec sh "$(dirname "$0")/start.sh" "$@"
