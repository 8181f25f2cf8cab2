"""Writes of this room: one public function per thing a person does, one file an aggregate."""
