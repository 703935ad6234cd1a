"""The public pages of the card application: files of the site, without any personal data."""
