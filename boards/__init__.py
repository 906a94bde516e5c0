"""Boards, their people and groups, access, sign-in and the trail; and the frame of every page."""
