"""The mails, one kind a file: each is written when it is sent, under the recipient's rights of that moment."""
