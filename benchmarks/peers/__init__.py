"""The same lists by ours, by Django's admin and by Flask-AppBuilder as it comes: each in a process of its own."""
