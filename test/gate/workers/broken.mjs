// A worker that cannot be loaded.
throw new Error('on purpose');
