"""One page per place in the application: it renders what its presenter says and emits what the person wishes."""
