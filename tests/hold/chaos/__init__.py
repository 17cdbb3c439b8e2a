"""The chaos drill: the product at work while its servers, processes and lines fail at random, then the proof."""
