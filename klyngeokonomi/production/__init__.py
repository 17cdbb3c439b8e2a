"""What only a running installation needs: nginx in front, gunicorn's settings, signs of life for the containers."""
