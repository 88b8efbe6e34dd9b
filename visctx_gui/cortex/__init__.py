"""The science: networks, images, training, recording, lesions. No window and no threads."""
