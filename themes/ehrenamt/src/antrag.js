// Pages of the application.
