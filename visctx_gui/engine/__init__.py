"""The one owner of all live torch state. It runs in one thread and knows nothing of Qt."""
