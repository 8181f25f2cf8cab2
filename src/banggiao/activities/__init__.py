"""What happens with partners: delegations, meetings, workshops, trainings, signings."""
