#!/bin/sh
# Runs a command of Liftrun as the service does: its user, its folder, its database, its key.
set -eu
umask 077
cd /var/lib/liftrun
LIFTRUN_KEY=$(cat /etc/liftrun/key)
LIFTRUN_DATABASE=/var/lib/liftrun/liftrun.db
export LIFTRUN_KEY LIFTRUN_DATABASE
exec runuser --user liftrun -- /opt/liftrun/bin/liftrun "$@"
