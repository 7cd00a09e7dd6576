# The Home: what waits on somebody, and their settings, on a page of their own.

home-opened = Your Home is up to date.
subject-home = what waits on you, and your settings
help-home = See what waits on you, with your settings
usage-home = home
