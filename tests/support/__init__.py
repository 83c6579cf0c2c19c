"""What tests share: sample handbooks, archives, servers, browsers."""
