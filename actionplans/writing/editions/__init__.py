"""The editions of a plan, a module each: ``registry`` lists them, ``compose`` makes an order ready for press."""
